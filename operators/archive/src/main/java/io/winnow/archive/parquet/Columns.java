package io.winnow.archive.parquet;

import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.timestampType;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.DOUBLE;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT32;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT64;
import static org.apache.parquet.schema.Type.Repetition.OPTIONAL;
import static org.apache.parquet.schema.Type.Repetition.REQUIRED;

import java.util.List;
import java.util.stream.Stream;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/** The columns of an archive. People query them, so their names stay. */
final class Columns {
    static final String PATH = "path";
    static final String ATTEMPT = "attempt";
    static final String SIZE = "size";
    static final String MODIFIED = "modified";
    static final String SHA256 = "sha256";
    static final String STATUS = "status";
    static final String ERROR = "error";
    static final String TOKENIZER = "tokenizer";
    static final String EPOCH = "epoch";
    static final String SEQ = "seq";
    static final String START = "start_micros";
    static final String END = "end_micros";
    static final String CLOCK = "clock";
    static final String WIDTH = "width";
    static final String HEIGHT = "height";
    static final String AXIS = "axis";
    static final String FRAMES = "frames";
    static final String ROWS = "rows";
    static final String COLUMNS = "columns";
    static final String COUNT = "count";
    static final String BITS = "bits";
    static final String IDS = "ids";
    static final String VECTOR_WIDTH = "vector_width";
    static final String VECTORS = "vectors";
    static final String POSITIONS = "positions";
    static final String PIVOT = "pivot";
    static final String MAP = "map";
    static final String QUALITY = "quality";
    static final String OFFSET = "offset";

    /** As Parquet wants lists to be. */
    static final String LIST = "list";

    static final String ELEMENT = "element";
    private static final int HASH_BYTES = 32;

    /** All of them. */
    static final MessageType ALL = new MessageType(
            "row",
            text(PATH, REQUIRED),
            number(INT32, ATTEMPT, REQUIRED),
            number(INT64, SIZE, REQUIRED),
            Types.required(INT64).as(timestampType(true, TimeUnit.MILLIS)).named(MODIFIED),
            Types.optional(FIXED_LEN_BYTE_ARRAY).length(HASH_BYTES).named(SHA256),
            text(STATUS, REQUIRED),
            text(ERROR, OPTIONAL),
            text(TOKENIZER, REQUIRED),
            number(INT64, EPOCH, OPTIONAL),
            number(INT64, SEQ, OPTIONAL),
            number(INT64, START, OPTIONAL),
            number(INT64, END, OPTIONAL),
            text(CLOCK, OPTIONAL),
            number(INT32, WIDTH, OPTIONAL),
            number(INT32, HEIGHT, OPTIONAL),
            text(AXIS, OPTIONAL),
            number(INT32, FRAMES, OPTIONAL),
            number(INT32, ROWS, OPTIONAL),
            number(INT32, COLUMNS, OPTIONAL),
            number(INT32, COUNT, REQUIRED),
            number(INT32, BITS, OPTIONAL),
            numbers(IDS),
            number(INT32, VECTOR_WIDTH, OPTIONAL),
            Types.optional(BINARY).named(VECTORS),
            numbers(POSITIONS),
            number(INT32, PIVOT, OPTIONAL),
            numbers(MAP),
            Types.optional(DOUBLE).named(QUALITY));

    /** All of them, and where a record stood in its topic. */
    static final MessageType OF_TOPICS = new MessageType(
            "row",
            Stream.concat(ALL.getFields().stream(), Stream.of(number(INT64, OFFSET, REQUIRED)))
                    .toList());

    /** What the ledger needs. */
    static final MessageType OF_LEDGER = new MessageType(
            "row",
            List.of(PATH, ATTEMPT, SIZE, MODIFIED, STATUS, EPOCH, COUNT).stream()
                    .map(ALL::getType)
                    .toList());

    private Columns() {}

    private static Type text(String name, Type.Repetition repetition) {
        return Types.primitive(BINARY, repetition).as(stringType()).named(name);
    }

    private static Type number(PrimitiveTypeName type, String name, Type.Repetition repetition) {
        return Types.primitive(type, repetition).named(name);
    }

    private static Type numbers(String name) {
        return Types.optionalList().element(INT32, REQUIRED).named(name);
    }
}
