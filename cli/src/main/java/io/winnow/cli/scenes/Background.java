package io.winnow.cli.scenes;

/**
 * What things move before.
 *
 * @param start the light until the change
 * @param end the light after it
 * @param changeStart seconds into the clip
 * @param changeEnd seconds into the clip
 */
public record Background(Ground ground, Daylight start, Daylight end, double changeStart, double changeEnd) {
    /** 0 for full day to 1 for full night. */
    public double darkness(double seconds) {
        double done = Math.min(Math.max((seconds - changeStart) / (changeEnd - changeStart), 0), 1);
        return start.darkness() + (end.darkness() - start.darkness()) * done;
    }

    /** Whether the clip ends darker than it begins. */
    public boolean darkens() {
        return end.darkness() > start.darkness();
    }
}
