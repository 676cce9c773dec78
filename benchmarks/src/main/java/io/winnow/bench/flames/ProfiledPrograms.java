package io.winnow.bench.flames;

import java.util.List;

/** What a program of its own is started with while flame graphs are made. Suites know nothing of these, so it stands where all find it. */
public final class ProfiledPrograms {
    private static volatile List<String> options = List.of();

    private ProfiledPrograms() {}

    /** Options of the virtual machine; none while no flame graphs are made. */
    public static List<String> options() {
        return options;
    }

    static void by(String option) {
        options = List.of(option);
    }

    static void no() {
        options = List.of();
    }
}
