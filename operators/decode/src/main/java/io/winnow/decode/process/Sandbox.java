package io.winnow.decode.process;

/**
 * What confines children. FFmpeg's protocol list, which leaves a child no way to open anything itself, holds always.
 *
 * @param process whether media is parsed outside this JVM
 * @param network whether children are in a network namespace with nothing in it
 * @param memory whether the kernel limits their memory
 * @param why what is missing and what that comes from; empty where nothing is
 */
public record Sandbox(boolean process, boolean network, boolean memory, String why) {

    /** How much of it must hold. */
    public enum Wish {
        /** As much as the machine allows; what is missing is logged. */
        AUTO,
        /** All of it, or the pool refuses to open. */
        REQUIRE
    }

    /** Whether all of it holds. */
    public boolean complete() {
        return process && network && memory;
    }
}
