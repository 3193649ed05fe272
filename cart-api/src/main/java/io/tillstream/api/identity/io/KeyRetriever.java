package io.tillstream.api.identity.io;

import java.io.IOException;
import java.net.URL;

import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jose.util.Resource;
import com.nimbusds.jose.util.ResourceRetriever;

/// Gets an issuer's keys, and remembers whether they could be had: only then is a key that is not among them one that does not exist.
final class KeyRetriever implements ResourceRetriever {

    private static final int MILLISECONDS = 1_500;
    private static final int MOST_BYTES = 256 * 1024;

    private final DefaultResourceRetriever retriever = new DefaultResourceRetriever(MILLISECONDS, MILLISECONDS,
            MOST_BYTES);
    private volatile boolean answered;

    @Override
    public Resource retrieveResource(URL url) throws IOException {
        answered = false;
        var resource = retriever.retrieveResource(url);
        answered = true;
        return resource;
    }

    /// Whether the issuer answered when it was asked last.
    boolean answer() {
        return answered;
    }
}
