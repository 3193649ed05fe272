# One image for all services; the command chooses which (see docker/start). It takes what a build has made:
#   mvn -pl quickstart -am package -DskipTests
FROM eclipse-temurin:25-jre
WORKDIR /opt/tillstream
# Patterns may match nothing, so that the next line can say what is missing.
COPY docker quickstart/target/quickstart-*.jar quickstart/target/imag[e] ./
RUN ls quickstart-*.jar lib/cart-api-*.jar >/dev/null 2>&1 || \
    { echo 'Nothing is built yet. Run this first: mvn -pl quickstart -am package -DskipTests' >&2; exit 1; }
RUN mv quickstart-*.jar tillstream.jar \
 && useradd --system --uid 10001 --no-create-home tillstream \
 && install -d -o tillstream -g tillstream /var/lib/tillstream
USER tillstream
ENTRYPOINT ["/opt/tillstream/start"]
CMD ["--help"]
