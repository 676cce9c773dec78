package io.winnow.cli.command;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Constructor;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Standard error where the launcher has put it aside, so that what native libraries and the virtual machine write of their own goes to the log and not between the command's lines.
 */
final class ErrorStream {
    private ErrorStream() {}

    /** The stream of this descriptor; empty where none is named or it cannot be opened. */
    static Optional<PrintStream> named(String descriptor) {
        if (descriptor.isEmpty()) {
            return Optional.empty();
        }
        try {
            Constructor<FileDescriptor> constructor = FileDescriptor.class.getDeclaredConstructor(int.class);
            constructor.setAccessible(true);
            FileDescriptor opened = constructor.newInstance(Integer.parseInt(descriptor));
            return Optional.of(new PrintStream(new FileOutputStream(opened), true, StandardCharsets.UTF_8));
        } catch (ReflectiveOperationException | RuntimeException e) {
            return Optional.empty();
        }
    }
}
