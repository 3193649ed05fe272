package io.tillstream.api.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import java.time.Clock;
import java.time.Instant;
import java.util.UUID;

import com.tngtech.archunit.lang.ArchRule;
import org.apache.kafka.clients.producer.Producer;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.kafka.core.KafkaTemplate;

/// Each rule with its reason.
final class Rules {

    private Rules() {}

    static ArchRule featuresArePureAndTheirIoChildrenAreNot() {
        return noClasses().that()
                .resideInAnyPackage("..json", "..tracing", "..problem", "..publishing", "..outcome", "..cart",
                        "..checkout", "..webhook", "..view", "..catalogue", "..page", "..identity", "..guess")
                .should().dependOnClassesThat()
                .resideInAnyPackage("org.springframework..", "org.apache.kafka..", "java.sql..", "jakarta..",
                        "java.net..", "io.lettuce..")
                .because(
                        "what is decided is tested in milliseconds, with nothing running; what talks to others is in the io child");
    }

    /// @param root package whose children are the features
    static ArchRule featuresFormNoCircles(String root) {
        return slices().matching(root + ".(*)..").should().beFreeOfCycles()
                .because("a feature in a circle can be understood, and taken out, only with all the others");
    }

    static ArchRule nobodyTakesTimeOrIdsFromTheAir() {
        return noClasses().that().doNotHaveSimpleName("CartApi").should().callMethod(Instant.class, "now").orShould()
                .callMethod(Clock.class, "systemUTC").orShould().callMethod(UUID.class, "randomUUID").orShould()
                .callMethod(System.class, "currentTimeMillis")
                .because("a retry must derive the same ids, and a test must own the clock");
    }

    static ArchRule nobodyWritesToPostgresql() {
        return noClasses().should().callMethod(StatementSpec.class, "update").orShould()
                .dependOnClassesThat().areAssignableTo(JdbcOperations.class)
                .because("everything that has an effect is a command: only the lanes write");
    }

    static ArchRule commandsLeaveInOnePlace() {
        return noClasses().that().doNotHaveSimpleName("CommandPublisher").should().dependOnClassesThat()
                .areAssignableTo(KafkaTemplate.class).orShould().dependOnClassesThat().areAssignableTo(Producer.class)
                .because("202 is promised only after the broker has a command, and that is kept in one class");
    }
}
