package io.winnow.model;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.LongConsumer;

/** Walks the fields of a protocol buffer, so that a graph's header can be read without an engine. */
final class ProtoReader {
    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int BYTES = 2;
    private static final int FIXED32 = 5;

    private final ByteBuffer buffer;
    private int wire;

    ProtoReader(ByteBuffer buffer) {
        this.buffer = buffer;
    }

    /** Goes to the next field; its number, or 0 at the end. Each field is then read or skipped. */
    int next() {
        if (!buffer.hasRemaining()) {
            return 0;
        }
        long tag = varint();
        wire = (int) (tag & 7);
        return (int) (tag >>> 3);
    }

    long number() {
        require(VARINT);
        return varint();
    }

    /** Whole numbers of a repeated field: one, or a packed run of them. */
    void numbers(LongConsumer to) {
        if (wire == VARINT) {
            to.accept(varint());
            return;
        }
        ProtoReader packed = message();
        while (packed.buffer.hasRemaining()) {
            to.accept(packed.varint());
        }
    }

    String text() {
        return StandardCharsets.UTF_8.decode(bytes()).toString();
    }

    ProtoReader message() {
        return new ProtoReader(bytes());
    }

    void skip() {
        switch (wire) {
            case VARINT -> varint();
            case FIXED64 -> advance(Long.BYTES);
            case BYTES -> bytes();
            case FIXED32 -> advance(Integer.BYTES);
            default -> throw damaged();
        }
    }

    private ByteBuffer bytes() {
        require(BYTES);
        long length = varint();
        if (length < 0 || length > buffer.remaining()) {
            throw damaged();
        }
        ByteBuffer part = buffer.slice(buffer.position(), (int) length);
        advance((int) length);
        return part;
    }

    private void advance(int bytes) {
        if (bytes > buffer.remaining()) {
            throw damaged();
        }
        buffer.position(buffer.position() + bytes);
    }

    private void require(int wanted) {
        if (wire != wanted) {
            throw damaged();
        }
    }

    private long varint() {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE && buffer.hasRemaining(); shift += 7) {
            byte part = buffer.get();
            value |= (part & 0x7fL) << shift;
            if (part >= 0) {
                return value;
            }
        }
        throw damaged();
    }

    private static IllegalArgumentException damaged() {
        return new IllegalArgumentException("not a protocol buffer of the expected form");
    }
}
