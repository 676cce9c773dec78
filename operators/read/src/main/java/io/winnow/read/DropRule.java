package io.winnow.read;

/**
 * When layers do without visual tokens: the trigger of ToDRE's second stage (version 2 of the paper, section 3.3).
 *
 * @param below share of attention, 0 to 1, that both ratios have to be below; 0: never
 */
record DropRule(double below) {

    /**
     * What some positions give of their attention to others.
     *
     * @param given what each gives them, in the mean of heads
     * @param all what each gives in all
     */
    static double ratio(double[] given, double[] all) {
        double sum = 0;
        double total = 0;
        for (int i = 0; i < given.length; i++) {
            sum += given[i];
            total += all[i];
        }
        return sum / total;
    }

    /**
     * Whether visual tokens are dropped.
     *
     * @param textToVisual what text gives of its attention to visual tokens
     * @param visualToText what visual tokens give to text
     */
    boolean drops(double textToVisual, double visualToText) {
        return textToVisual < below && visualToText < below;
    }
}
