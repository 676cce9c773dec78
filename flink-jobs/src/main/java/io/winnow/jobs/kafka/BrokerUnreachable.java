package io.winnow.jobs.kafka;

/** No broker answers at the configured address, or it refuses the client. */
public final class BrokerUnreachable extends RuntimeException {
    private final String bootstrap;

    BrokerUnreachable(String bootstrap, Throwable cause) {
        super(
                "the broker at " + bootstrap + " does not answer"
                        + (cause.getMessage() == null ? "" : ": " + cause.getMessage()),
                cause);
        this.bootstrap = bootstrap;
    }

    public String bootstrap() {
        return bootstrap;
    }
}
