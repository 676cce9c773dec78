package io.winnow.jobs.run;

/** A pipeline that ended before its work was done. */
public final class PipelineFailure extends RuntimeException {
    private final String code;
    private final int exit;
    private final String what;
    private final String where;
    private final String hint;

    /**
     * Makes one.
     *
     * @param code such as {@code CHECKPOINTS_FAILED}
     * @param exit status that the command ends with: 1, 3 or 4
     */
    public PipelineFailure(String code, int exit, String what, String where, String hint, Throwable cause) {
        super(what + " (" + where + "). " + hint, cause);
        this.code = code;
        this.exit = exit;
        this.what = what;
        this.where = where;
        this.hint = hint;
    }

    public String code() {
        return code;
    }

    public int exit() {
        return exit;
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
