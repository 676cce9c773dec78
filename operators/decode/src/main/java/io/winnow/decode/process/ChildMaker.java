package io.winnow.decode.process;

import java.io.IOException;

/** Makes children as a pool's options want them. */
final class ChildMaker {
    private final PoolOptions options;
    private final Confinement confinement;
    private final boolean network;

    /** @param network whether the children have one */
    ChildMaker(PoolOptions options, Confinement confinement, boolean network) {
        this.options = options;
        this.confinement = confinement;
        this.network = network;
    }

    Child make(Child.Keeper keeper) throws IOException {
        SharedRing ring = SharedRing.create(options.slots(), options.size().bytes());
        try {
            ChildLink link = options.inProcess()
                    ? ChildThread.start(ring)
                    : ChildProcess.start(ChildCommand.of(ring, confinement.wrapper(options.memoryBytes(), network)));
            return new Child(link, ring, keeper);
        } catch (IOException e) {
            ring.unlink();
            throw e;
        }
    }

    boolean network() {
        return network;
    }

    Sandbox sandbox() {
        return options.inProcess()
                ? new Sandbox(false, false, false, "decode.in-process parses media in this JVM")
                : confinement.sandbox();
    }
}
