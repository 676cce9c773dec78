package io.winnow.tokenize;

import io.winnow.model.Bundle;
import io.winnow.model.EngineOptions;
import io.winnow.tokenize.cells.CellsTokenizer;
import io.winnow.tokenize.clip.VqTokenizer;
import io.winnow.tokenize.prefix.PrefixTokenizer;

/** Opens the tokenizer that options name. */
public final class Tokenizers {
    private Tokenizers() {}

    /**
     * Opens it.
     *
     * @param options which one, and how
     * @param bundle it runs
     * @param engine that computes
     * @throws io.winnow.model.ModelException where the bundle is not of that kind, or was not made for the size
     */
    public static Tokenizer open(TokenizeOptions options, Bundle bundle, EngineOptions engine) {
        return switch (options.system()) {
            case CELLS, LAVIT -> CellsTokenizer.open(options, bundle, engine);
            case ONE_D_PIECE, KARL -> PrefixTokenizer.open(options, bundle, engine);
            case VQTOKEN -> VqTokenizer.open(options, bundle, engine);
        };
    }
}
