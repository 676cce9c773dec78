package io.winnow.model.convert;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Reads Python's pickles as far as they hold numbers, texts, collections and tensors. Nothing of them is run: a class or function that is not known becomes an {@link Unknown}, whatever it is called with.
 * Opcodes are those of Python's {@code pickletools}.
 */
final class Unpickler {
    private static final Object MARK = new Object();
    private static final int LONGEST_TEXT = 1 << 24;

    private final DataInputStream in;
    private final Function<List<Object>, Object> persistent;
    private final Tensors tensors;
    private final List<Object> stack = new ArrayList<>();
    private final Map<Integer, Object> memo = new HashMap<>();

    /** Python's {@code None}. */
    enum None {
        NONE
    }

    /** A class or function by its name. */
    record Global(String module, String name) {}

    /** What came of a class or function that is not known. */
    record Unknown(Global of) {}

    /** Makes a tensor of the arguments of {@code torch._utils._rebuild_tensor_v2}. */
    @FunctionalInterface
    interface Tensors {
        Object rebuild(List<Object> arguments) throws IOException;
    }

    /**
     * Reads nothing yet.
     *
     * @param in read no farther than each pickle's end
     * @param persistent turns what a pickle says of an object outside it into that object
     */
    Unpickler(InputStream in, Function<List<Object>, Object> persistent, Tensors tensors) {
        this.in = new DataInputStream(in);
        this.persistent = persistent;
        this.tensors = tensors;
    }

    /** The next pickle's object: a {@link Map}, a {@link List} (also for tuples), a {@link String}, a {@link Long}, ... */
    Object read() throws IOException {
        stack.clear();
        memo.clear();
        try {
            while (true) {
                int code = in.readUnsignedByte();
                if (code == '.') {
                    return pop();
                }
                step(code);
            }
        } catch (IndexOutOfBoundsException | ClassCastException | IllegalArgumentException e) {
            throw new IOException("it is no pickle of tensors: " + e.getMessage(), e);
        }
    }

    private void step(int code) throws IOException {
        switch (code) {
            case 0x80 -> in.readUnsignedByte();
            case 0x95 -> in.skipNBytes(Long.BYTES);
            case '(' -> push(MARK);
            case '0' -> pop();
            case '1' -> popMarked();
            case '2' -> push(top());
            case 'N' -> push(None.NONE);
            case 0x88, 0x89 -> push(code == 0x88);
            case 'J', 'K', 'M', 0x8a, 0x8b, 'I', 'L' -> push(integer(code));
            case 'G' -> push(in.readDouble());
            case 'F' -> push(Double.parseDouble(line()));
            case 'X', 0x8c, 0x8d, 'T', 'U', 'B', 'C', 0x8e -> push(text(code));
            case ']', 0x8f -> push(new ArrayList<>());
            case ')' -> push(List.of());
            case '}' -> push(new LinkedHashMap<>());
            case 'l', 't', 0x91 -> push(popMarked());
            case 'd' -> push(mapOf(popMarked()));
            case 0x85, 0x86, 0x87 -> push(popLast(code - 0x84));
            case 'a' -> append(List.of(pop()));
            case 'e', 0x90 -> append(popMarked());
            case 's' -> put(popLast(2));
            case 'u' -> put(popMarked());
            case 'c' -> push(new Global(line(), line()));
            case 0x93 -> push(named(popLast(2)));
            case 'R', 0x81 -> call(popLast(2));
            case 0x92 -> call(popLast(3));
            case 'b' -> pop();
            case 'q', 'r', 'p', 0x94 -> memo.put(place(code), top());
            case 'h', 'j', 'g' -> push(remembered(place(code)));
            case 'Q' -> push(persistent.apply(list(pop())));
            default -> throw new IOException(String.format("it is no pickle of tensors: opcode 0x%02x", code));
        }
    }

    private long integer(int code) throws IOException {
        return switch (code) {
            case 'J' -> Integer.reverseBytes(in.readInt());
            case 'K' -> in.readUnsignedByte();
            case 'M' -> in.readUnsignedByte() | in.readUnsignedByte() << Byte.SIZE;
            case 0x8a -> big(in.readUnsignedByte());
            case 0x8b -> big(size());
            default -> number(line());
        };
    }

    private static long number(String text) {
        return switch (text) {
            case "00" -> 0;
            case "01" -> 1;
            default -> Long.parseLong(text.endsWith("L") ? text.substring(0, text.length() - 1) : text);
        };
    }

    /** Two's complement, little endian. One that is no {@code long}, such as a magic number, is cut to it. */
    private long big(int bytes) throws IOException {
        byte[] little = bytes(bytes);
        byte[] big = new byte[little.length];
        for (int i = 0; i < little.length; i++) {
            big[big.length - 1 - i] = little[i];
        }
        return big.length == 0 ? 0 : new BigInteger(big).longValue();
    }

    private String text(int code) throws IOException {
        int length = switch (code) {
            case 0x8c, 'U', 'C' -> in.readUnsignedByte();
            case 0x8d, 0x8e -> Math.toIntExact(Long.reverseBytes(in.readLong()));
            default -> size();
        };
        return new String(bytes(length), StandardCharsets.UTF_8);
    }

    private int size() throws IOException {
        return Integer.reverseBytes(in.readInt());
    }

    private byte[] bytes(int count) throws IOException {
        if (count < 0 || count > LONGEST_TEXT) {
            throw new IOException("it is no pickle of tensors: a text of " + count + " bytes");
        }
        byte[] bytes = in.readNBytes(count);
        if (bytes.length < count) {
            throw new EOFException("it ends too early");
        }
        return bytes;
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int letter = in.readUnsignedByte(); letter != '\n'; letter = in.readUnsignedByte()) {
            line.append((char) letter);
            if (line.length() > LONGEST_TEXT) {
                throw new IOException("it is no pickle of tensors: a line without end");
            }
        }
        return line.toString();
    }

    private int place(int code) throws IOException {
        return switch (code) {
            case 'q', 'h' -> in.readUnsignedByte();
            case 'r', 'j' -> size();
            case 0x94 -> memo.size();
            default -> Integer.parseInt(line());
        };
    }

    private Object remembered(int place) throws IOException {
        Object object = memo.get(place);
        if (object == null) {
            throw new IOException("it is no pickle of tensors: it refers to what is not there");
        }
        return object;
    }

    private void call(List<Object> callAndArguments) throws IOException {
        if (!(callAndArguments.get(0) instanceof Global called)) {
            throw new IOException("it is no pickle of tensors: it calls " + callAndArguments.get(0));
        }
        List<Object> arguments = list(callAndArguments.get(1));
        push(
                switch (called.module() + "." + called.name()) {
                    case "collections.OrderedDict", "builtins.dict" -> new LinkedHashMap<>();
                    case "torch._utils._rebuild_tensor_v2" -> tensors.rebuild(arguments);
                    case "torch._utils._rebuild_parameter" -> arguments.get(0);
                    case "torch.Size" -> arguments.get(0);
                    default -> new Unknown(called);
                });
    }

    private static Global named(List<Object> names) {
        return new Global((String) names.get(0), (String) names.get(1));
    }

    private static Map<Object, Object> mapOf(List<Object> keysAndValues) {
        Map<Object, Object> map = new LinkedHashMap<>();
        for (int i = 0; i + 1 < keysAndValues.size(); i += 2) {
            // No collection is a key of interest, and one that holds itself has no hash.
            if (!(keysAndValues.get(i) instanceof Collection || keysAndValues.get(i) instanceof Map)) {
                map.put(keysAndValues.get(i), keysAndValues.get(i + 1));
            }
        }
        return map;
    }

    @SuppressWarnings("unchecked") // What a pickle holds has no types; whoever uses it looks.
    private void put(List<Object> keysAndValues) {
        if (top() instanceof Map<?, ?> map) {
            ((Map<Object, Object>) map).putAll(mapOf(keysAndValues));
        }
    }

    @SuppressWarnings("unchecked") // As in put.
    private void append(List<Object> more) {
        if (top() instanceof ArrayList<?> list) {
            ((List<Object>) list).addAll(more);
        }
    }

    @SuppressWarnings("unchecked") // As in put.
    private static List<Object> list(Object object) {
        return (List<Object>) object;
    }

    private void push(Object object) {
        stack.add(object);
    }

    private Object pop() {
        return stack.remove(stack.size() - 1);
    }

    private Object top() {
        return stack.get(stack.size() - 1);
    }

    private List<Object> popLast(int count) {
        List<Object> last = stack.subList(stack.size() - count, stack.size());
        List<Object> popped = new ArrayList<>(last);
        last.clear();
        return popped;
    }

    private List<Object> popMarked() {
        int mark = stack.size() - 1;
        while (stack.get(mark) != MARK) {
            mark--;
        }
        List<Object> marked = popLast(stack.size() - 1 - mark);
        pop();
        return marked;
    }
}
