package io.winnow.decode.process;

import java.io.IOException;

/** Makes children as a pool's options want them. */
final class ChildMaker {
    private final PoolOptions options;
    private final Confinement confinement;

    private ChildMaker(PoolOptions options, Confinement confinement) {
        this.options = options;
        this.confinement = confinement;
    }

    static ChildMaker of(PoolOptions options) {
        return new ChildMaker(options, Confinement.probe());
    }

    Child make(Child.Keeper keeper) throws IOException {
        SharedRing ring = SharedRing.create(options.slots(), options.size().bytes());
        try {
            ChildLink link = options.inProcess()
                    ? ChildThread.start(ring)
                    : ChildProcess.start(ChildCommand.of(ring, confinement, options.memoryBytes()));
            return new Child(link, ring, keeper);
        } catch (IOException e) {
            ring.unlink();
            throw e;
        }
    }

    Sandbox sandbox() {
        return options.inProcess()
                ? new Sandbox(false, false, false, "decode.in-process parses media in this JVM")
                : confinement.sandbox();
    }
}
