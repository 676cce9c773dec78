package io.winnow.read.flink;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes something when it is asked for first. For one thread. */
final class Once<T> implements Supplier<T> {
    private final Supplier<T> make;
    private @Nullable T made;

    Once(Supplier<T> make) {
        this.make = make;
    }

    @Override
    public T get() {
        T known = made;
        if (known == null) {
            known = make.get();
            made = known;
        }
        return known;
    }
}
