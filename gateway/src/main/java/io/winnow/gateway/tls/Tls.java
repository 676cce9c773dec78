package io.winnow.gateway.tls;

import java.security.KeyStore;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Speaks TLS 1.2 and later, by a certificate that is read again each second, so that it is renewed while the gateway runs. Files that do not belong together, as while they are exchanged, leave the one before. */
public final class Tls implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Tls.class);

    private final TlsFiles files;
    private final String password = UUID.randomUUID().toString();
    private final SslContextFactory.Server contexts = new SslContextFactory.Server();
    private final ScheduledExecutorService reader;
    private final ScheduledFuture<?> reading;
    private PemIdentity read;
    private volatile Optional<String> problem = Optional.empty();

    /** The files hold something else. Its words do not repeat what they hold. */
    public static final class Unusable extends Exception {
        private static final long serialVersionUID = 1;

        Unusable(String message) {
            super(message);
        }
    }

    /**
     * Reads the files.
     *
     * @throws Unusable where they are no certificate with its key
     */
    public Tls(TlsFiles files) throws Unusable {
        this.files = files;
        this.read = PemIdentity.read(files);
        contexts.setKeyStore(read.store(password.toCharArray()));
        contexts.setKeyStorePassword(password);
        contexts.setIncludeProtocols("TLSv1.3", "TLSv1.2");
        this.reader = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "gateway-tls");
            thread.setDaemon(true);
            return thread;
        });
        this.reading = reader.scheduleWithFixedDelay(this::refresh, 1, 1, TimeUnit.SECONDS);
    }

    /** What speaks with those who connect. */
    public ConnectionFactory[] protocols(HttpConfiguration http) {
        // Guard looks at names, and a certificate need not have all by which this machine is called.
        http.addCustomizer(new SecureRequestCustomizer(false));
        HttpConnectionFactory plain = new HttpConnectionFactory(http);
        return new ConnectionFactory[] {new SslConnectionFactory(contexts, plain.getProtocol()), plain};
    }

    void refresh() {
        try {
            PemIdentity now = PemIdentity.read(files);
            if (problem.isPresent() || !now.same(read)) {
                KeyStore store = now.store(password.toCharArray());
                contexts.reload(factory -> factory.setKeyStore(store));
                read = now;
                problem = Optional.empty();
                LOG.info("the certificate was read from {}", files.certificate());
            }
        } catch (Unusable e) {
            stay(String.valueOf(e.getMessage()));
        } catch (Exception e) {
            stay("the certificate cannot be used: " + e.getClass().getSimpleName());
        }
    }

    private void stay(String why) {
        if (!Optional.of(why).equals(problem)) {
            LOG.error("the certificate stays as it was: {}", why);
        }
        problem = Optional.of(why);
    }

    /** Why the certificate is older than its files; empty where it is not. */
    public Optional<String> problem() {
        return problem;
    }

    @Override
    public void close() {
        reading.cancel(false);
        reader.shutdownNow();
    }
}
