package io.winnow.jobs.definition;

/** A pipeline that cannot be, told in the four parts that every error of the command has. */
public final class DefinitionException extends RuntimeException {
    private final String code;
    private final String what;
    private final String where;
    private final String hint;

    /**
     * Makes one.
     *
     * @param code a stable name, such as {@code UNKNOWN_KEY}
     * @param what was wrong, a sentence
     * @param where file and line, or the override
     * @param hint what to do
     */
    public DefinitionException(String code, String what, String where, String hint) {
        super(what + " (" + where + "). " + hint);
        this.code = code;
        this.what = what;
        this.where = where;
        this.hint = hint;
    }

    public String code() {
        return code;
    }

    public String what() {
        return what;
    }

    public String where() {
        return where;
    }

    public String hint() {
        return hint;
    }
}
