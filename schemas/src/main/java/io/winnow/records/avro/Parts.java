package io.winnow.records.avro;

import io.winnow.avro.HalfVectors;
import io.winnow.avro.Hash128;
import io.winnow.avro.PackedInts;
import io.winnow.records.BundleRef;
import io.winnow.records.Clock;
import io.winnow.records.Grid;
import io.winnow.records.Origin;
import io.winnow.records.RecordId;
import io.winnow.records.Span;
import io.winnow.records.Timings;
import io.winnow.records.Tokens;
import io.winnow.records.avro.RecordFormatException.Reason;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The values that several records hold, in both forms. */
final class Parts {
    private Parts() {}

    static Hash128 wire(RecordId id) {
        return new Hash128(
                ByteBuffer.allocate(16).putLong(id.high()).putLong(id.low()).array());
    }

    static RecordId plain(Hash128 id) {
        ByteBuffer bytes = ByteBuffer.wrap(id.bytes());
        return new RecordId(bytes.getLong(), bytes.getLong());
    }

    static List<Hash128> wireIds(List<RecordId> ids) {
        return ids.stream().map(Parts::wire).toList();
    }

    static List<RecordId> plainIds(List<Hash128> ids) {
        return ids.stream().map(Parts::plain).toList();
    }

    static io.winnow.avro.Span wire(Span span) {
        return new io.winnow.avro.Span(
                span.startMicros(), span.endMicros(), wire(span.clock(), io.winnow.avro.Clock.class));
    }

    static Span plain(io.winnow.avro.Span span) throws RecordFormatException {
        return new Span(span.getStartMicros(), span.getEndMicros(), plain(span.getClock(), Clock.class));
    }

    static List<io.winnow.avro.Span> wireSpans(List<Span> spans) {
        return spans.stream().map(Parts::wire).toList();
    }

    static List<Span> plainSpans(List<io.winnow.avro.Span> spans) throws RecordFormatException {
        List<Span> plain = new ArrayList<>(spans.size());
        for (io.winnow.avro.Span span : spans) {
            plain.add(plain(span));
        }
        return plain;
    }

    static io.winnow.avro.Origin wire(Origin origin) {
        return new io.winnow.avro.Origin(
                origin.run(), origin.stage(), origin.stream(), origin.epoch(), origin.ordinal());
    }

    static Origin plain(io.winnow.avro.Origin origin) {
        return new Origin(
                origin.getRun(), origin.getStage(), origin.getStream(), origin.getEpoch(), origin.getOrdinal());
    }

    static io.winnow.avro.BundleRef wire(BundleRef bundle) {
        return new io.winnow.avro.BundleRef(bundle.name(), bundle.digest());
    }

    static BundleRef plain(io.winnow.avro.BundleRef bundle) {
        return new BundleRef(bundle.getName(), bundle.getDigest());
    }

    static io.winnow.avro.Grid wire(Grid grid) {
        return new io.winnow.avro.Grid(grid.frames(), grid.rows(), grid.columns());
    }

    static Grid plain(io.winnow.avro.Grid grid) {
        return new Grid(grid.getFrames(), grid.getRows(), grid.getColumns());
    }

    static io.winnow.avro.Timings wire(Timings timings) {
        return new io.winnow.avro.Timings(timings.decodeMicros(), timings.tokenizeMicros(), timings.pruneMicros());
    }

    static Timings plain(io.winnow.avro.Timings timings) {
        return new Timings(timings.getDecodeMicros(), timings.getTokenizeMicros(), timings.getPruneMicros());
    }

    static PackedInts wire(Tokens.Ids ids) {
        return new PackedInts(ids.count(), ids.bits(), ByteBuffer.wrap(ids.packed()));
    }

    static Tokens.Ids plain(PackedInts ints) {
        return new Tokens.Ids(ints.getCount(), ints.getBits(), bytes(ints.getPacked()));
    }

    /** A union of both kinds of tokens, as Avro holds it. */
    static Object wire(Tokens tokens) {
        if (tokens instanceof Tokens.Ids ids) {
            return wire(ids);
        }
        Tokens.Vectors vectors = (Tokens.Vectors) tokens;
        return new HalfVectors(vectors.count(), vectors.width(), ByteBuffer.wrap(vectors.halves()));
    }

    static Tokens plainTokens(Object tokens) {
        if (tokens instanceof PackedInts ints) {
            return plain(ints);
        }
        HalfVectors vectors = (HalfVectors) tokens;
        return new Tokens.Vectors(vectors.getCount(), vectors.getWidth(), bytes(vectors.getHalves()));
    }

    /** Packs non-negative numbers at the width of the largest. */
    static PackedInts wireInts(List<Integer> numbers) {
        int[] ints = numbers.stream().mapToInt(Integer::intValue).toArray();
        int largest = Arrays.stream(ints).max().orElse(0);
        return wire(Tokens.Ids.pack(ints, Math.max(1, Integer.SIZE - Integer.numberOfLeadingZeros(largest))));
    }

    static List<Integer> plainInts(PackedInts ints) {
        return Arrays.stream(plain(ints).unpack()).boxed().toList();
    }

    static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }

    static <W extends Enum<W>> W wire(Enum<?> constant, Class<W> type) {
        return Enum.valueOf(type, constant.name());
    }

    /** Newer producers may know constants that this version does not; Avro reads those as {@code UNKNOWN}. */
    static <P extends Enum<P>> P plain(Enum<?> constant, Class<P> type) throws RecordFormatException {
        for (P candidate : type.getEnumConstants()) {
            if (candidate.name().equals(constant.name())) {
                return candidate;
            }
        }
        throw new RecordFormatException(
                Reason.UNKNOWN_SCHEMA, "it holds a " + type.getSimpleName() + " that this version does not know");
    }
}
