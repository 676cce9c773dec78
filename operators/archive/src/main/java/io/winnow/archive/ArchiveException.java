package io.winnow.archive;

/** Why an archive cannot be used, in the parts that every error has. */
public final class ArchiveException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String code;
    private final String where;
    private final String hint;

    public ArchiveException(String code, String what, String where, String hint, Throwable cause) {
        super(what, cause);
        this.code = code;
        this.where = where;
        this.hint = hint;
    }

    public ArchiveException(String code, String what, String where, String hint) {
        super(what);
        this.code = code;
        this.where = where;
        this.hint = hint;
    }

    public String code() {
        return code;
    }

    /** File or folder. */
    public String where() {
        return where;
    }

    /** What to do. */
    public String hint() {
        return hint;
    }
}
