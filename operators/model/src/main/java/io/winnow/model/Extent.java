package io.winnow.model;

/**
 * One axis of a shape: fixed, or named and known at run time only.
 *
 * @param name of a dynamic axis, such as {@code batch}; empty for a fixed one
 * @param size of a fixed axis; -1 for a dynamic one
 */
public record Extent(String name, long size) {

    /** An axis that every input sizes anew. */
    public static Extent dynamic(String name) {
        return new Extent(name, -1);
    }

    /** An axis that never changes. */
    public static Extent fixed(long size) {
        if (size < 0) {
            throw new IllegalArgumentException("an axis of " + size);
        }
        return new Extent("", size);
    }

    public boolean isFixed() {
        return size >= 0;
    }

    @Override
    public String toString() {
        return isFixed() ? Long.toString(size) : name;
    }
}
