package io.winnow.cli.eval;

import io.winnow.model.EngineKind;
import java.util.Arrays;
import java.util.Iterator;

/** The engines that can be named, for help and completion. */
final class EngineNames implements Iterable<String> {

    @Override
    public Iterator<String> iterator() {
        return Arrays.stream(EngineKind.values()).map(EngineKind::word).iterator();
    }
}
