package io.winnow.prune;

import io.winnow.records.Axis;
import io.winnow.records.Halves;
import io.winnow.records.Positions;
import io.winnow.records.TokenRecord;
import io.winnow.records.Tokens;
import java.util.Optional;

/** Whether a token record can be pruned for a reader. What passes never fails later. */
public final class RecordCheck {
    private final PruneOptions options;
    private final Codebook codebook;
    private final Tokenizers tokenizers;
    private final boolean anyTokens;

    public RecordCheck(PruneOptions options, Codebook codebook, Tokenizers tokenizers) {
        this(options, codebook, tokenizers, false);
    }

    private RecordCheck(PruneOptions options, Codebook codebook, Tokenizers tokenizers, boolean anyTokens) {
        this.options = options;
        this.codebook = codebook;
        this.tokenizers = tokenizers;
        this.anyTokens = anyTokens;
    }

    /** For pruners that need no reader: tokens of any tokenizer will do. */
    public static RecordCheck withoutReader(PruneOptions options) {
        return new RecordCheck(options, Codebook.none(), tokenizer -> Optional.empty(), true);
    }

    /** Why it cannot; empty if it can. */
    public Optional<Refusal> problem(TokenRecord record) {
        return PruneRules.problem(record.axis(), options)
                .map(what -> new Refusal("WRONG_AXIS", what, "Change prune.pruner and start again; then redrive."))
                .or(() -> tokenizers.problem(record.tokenizer()))
                .or(() -> places(record))
                .or(() -> anyTokens ? Optional.empty() : payload(record.tokens()));
    }

    private Optional<Refusal> payload(Tokens tokens) {
        return tokens instanceof Tokens.Ids ids ? ids(ids) : vectors((Tokens.Vectors) tokens);
    }

    private Optional<Refusal> ids(Tokens.Ids tokens) {
        int[] ids = tokens.unpack();
        for (int i = 0; i < ids.length; i++) {
            if (ids[i] >= codebook.size()) {
                return Optional.of(new Refusal(
                        "ID_RANGE",
                        "token " + i + " has the id " + ids[i] + ", and the codebook " + codebook.features() + " has "
                                + codebook.size() + " codes",
                        "Tokenize the source again with a bundle that the reader reads."));
            }
        }
        return Optional.empty();
    }

    private Optional<Refusal> vectors(Tokens.Vectors vectors) {
        if (vectors.width() != codebook.width()) {
            return Optional.of(new Refusal(
                    "VECTOR_WIDTH",
                    "the vectors have " + vectors.width() + " numbers, and the reader takes " + codebook.width(),
                    "Choose a reader for these features, or tokenize the source again."));
        }
        for (float number : Halves.unpack(vectors.halves())) {
            if (!Float.isFinite(number)) {
                return malformed("a vector holds " + number);
            }
        }
        return Optional.empty();
    }

    private static Optional<Refusal> places(TokenRecord record) {
        int tokens = record.tokens().count();
        int cells = record.grid().cells();
        if (record.axis() == Axis.CENTROIDS) {
            return centroids(record, tokens, cells);
        }
        if (record.positions().isEmpty()) {
            boolean fits = record.axis() == Axis.SPATIAL ? tokens == cells : tokens <= cells;
            return fits
                    ? Optional.empty()
                    : malformed(tokens + " tokens without positions do not fill " + cells + " cells");
        }
        int[] positions = Positions.cells(record.positions().get());
        if (positions.length != tokens) {
            return malformed(positions.length + " positions for " + tokens + " tokens");
        }
        return positions(record.axis(), positions, cells);
    }

    private static Optional<Refusal> positions(Axis axis, int[] positions, int cells) {
        for (int i = 0; i < positions.length; i++) {
            if (positions[i] >= cells) {
                return malformed("a token stands in cell " + positions[i] + " of " + cells);
            }
            if (axis == Axis.PREFIX && i > 0 && positions[i] <= positions[i - 1]) {
                return malformed("a token in slot " + positions[i] + " follows one in slot " + positions[i - 1]
                        + ", so that the first of them are no prefix");
            }
        }
        return Optional.empty();
    }

    private static Optional<Refusal> centroids(TokenRecord record, int tokens, int cells) {
        if (record.map().isEmpty() || record.map().get().indices().count() != cells) {
            return malformed("centroids have no map of their " + cells + " cells");
        }
        for (int token : record.map().get().indices().unpack()) {
            if (token >= tokens) {
                return malformed("the map names token " + token + " of " + tokens);
            }
        }
        return Optional.empty();
    }

    private static Optional<Refusal> malformed(String what) {
        return Optional.of(new Refusal(
                "MALFORMED", what, "This is a defect of whatever wrote the record; tokenize the source again."));
    }
}
