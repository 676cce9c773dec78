package io.winnow.bench.line;

/** How many pairs are run. */
final class Runs {
    private static final int QUICK = 3;
    private static final int FULL = 9;

    private Runs() {}

    static int of(boolean quick) {
        return quick ? QUICK : FULL;
    }
}
