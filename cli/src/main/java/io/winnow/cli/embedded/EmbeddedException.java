package io.winnow.cli.embedded;

/** A broker or a cluster inside this command that did not start. */
public final class EmbeddedException extends RuntimeException {
    private final String where;

    EmbeddedException(String what, String where, Throwable cause) {
        super(what, cause);
        this.where = where;
    }

    /** The folder it was to use. */
    public String where() {
        return where;
    }
}
