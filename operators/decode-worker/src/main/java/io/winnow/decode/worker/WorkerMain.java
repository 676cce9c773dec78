package io.winnow.decode.worker;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The child's entry point. Arguments: the ring's file, the bytes of a slot. */
public final class WorkerMain {
    private WorkerMain() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Interrupts.ignore();
        Path file = Path.of(arguments[0]);
        int slotBytes = Integer.parseInt(arguments[1]);
        try (FileChannel ring = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
                FileInputStream in = new FileInputStream(FileDescriptor.in);
                FileOutputStream out = new FileOutputStream(FileDescriptor.out)) {
            // Whatever prints must not get between the messages.
            System.setOut(System.err);
            new Worker(
                            in,
                            out,
                            ring.map(FileChannel.MapMode.READ_WRITE, 0, ring.size()),
                            slotBytes,
                            () -> Runtime.getRuntime().halt(0))
                    .run();
        }
    }
}
