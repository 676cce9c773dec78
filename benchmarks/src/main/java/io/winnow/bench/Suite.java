package io.winnow.bench;

import java.util.function.Consumer;

/** Ratios that belong together. Registered in {@code META-INF/services}, with a public constructor without parameters. */
public interface Suite {

    /** As {@code --suite} names it. */
    String name();

    /**
     * Measures.
     *
     * @param quick whether a few runs must do
     * @param each takes every ratio of the suite once it is known, those that could not be measured too
     */
    void run(boolean quick, Consumer<Ratio> each);
}
