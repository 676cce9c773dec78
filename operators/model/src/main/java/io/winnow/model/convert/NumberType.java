package io.winnow.model.convert;

import io.winnow.records.Halves;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/** How checkpoints store a number. */
enum NumberType {
    FLOAT32("F32", "FloatStorage", Float.BYTES) {
        @Override
        float at(ByteBuffer bytes, int index) {
            return bytes.getFloat(index);
        }
    },
    FLOAT64("F64", "DoubleStorage", Double.BYTES) {
        @Override
        float at(ByteBuffer bytes, int index) {
            return (float) bytes.getDouble(index);
        }
    },
    FLOAT16("F16", "HalfStorage", Short.BYTES) {
        @Override
        float at(ByteBuffer bytes, int index) {
            return Halves.toFloat(bytes.getShort(index));
        }
    },
    BFLOAT16("BF16", "BFloat16Storage", Short.BYTES) {
        @Override
        float at(ByteBuffer bytes, int index) {
            return Float.intBitsToFloat(bytes.getShort(index) << Short.SIZE);
        }
    },
    /** Four bits of exponent, three of fraction, no infinity. */
    FLOAT8("F8_E4M3", "Float8_e4m3fnStorage", Byte.BYTES) {
        @Override
        float at(ByteBuffer bytes, int index) {
            byte bits = bytes.get(index);
            if ((bits & 0x7f) == 0x7f) {
                return Float.NaN;
            }
            // The same bits in a half mean 2^-8 of it, since the bias of a half's exponent is 15, not 7.
            int half = (bits & 0x80) << Byte.SIZE | (bits & 0x7f) << 7;
            return Halves.toFloat((short) half) * 0x1p8f;
        }
    },
    INT64("I64", "LongStorage", Long.BYTES) {
        @Override
        float at(ByteBuffer bytes, int index) {
            return bytes.getLong(index);
        }
    },
    INT32("I32", "IntStorage", Integer.BYTES) {
        @Override
        float at(ByteBuffer bytes, int index) {
            return bytes.getInt(index);
        }
    },
    UINT8("U8", "ByteStorage", Byte.BYTES) {
        @Override
        float at(ByteBuffer bytes, int index) {
            return Byte.toUnsignedInt(bytes.get(index));
        }
    },
    BOOLEAN("BOOL", "BoolStorage", Byte.BYTES) {
        @Override
        float at(ByteBuffer bytes, int index) {
            return bytes.get(index) == 0 ? 0 : 1;
        }
    };

    private final String safeTensors;
    private final String storage;
    private final int bytes;

    NumberType(String safeTensors, String storage, int bytes) {
        this.safeTensors = safeTensors;
        this.storage = storage;
        this.bytes = bytes;
    }

    /** Of a number. */
    int bytes() {
        return bytes;
    }

    /**
     * The number that begins at a byte.
     *
     * @param bytes little endian
     */
    abstract float at(ByteBuffer bytes, int index);

    /** As safetensors names it. */
    static Optional<NumberType> ofSafeTensors(String word) {
        return Arrays.stream(values())
                .filter(type -> type.safeTensors.equals(word))
                .findFirst();
    }

    /** By the class of PyTorch's storage. */
    static Optional<NumberType> ofStorage(String name) {
        return Arrays.stream(values()).filter(type -> type.storage.equals(name)).findFirst();
    }
}
