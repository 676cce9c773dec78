package io.winnow.gateway.pictures;

import io.winnow.model.Bundle;
import io.winnow.model.Bundles;
import io.winnow.model.EngineOptions;
import io.winnow.model.ModelException;
import io.winnow.records.BundleRef;
import io.winnow.tokenize.prefix.Reconstructor;
import io.winnow.tokenize.preview.Jpeg;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes pictures of tokens, by the decoders of the bundles that made them, when somebody asks. A decoder is opened when the first picture is asked for and closed with the rest, so that pages of
 * tokenizers without one cost nothing. Safe for use by many threads.
 */
final class Reconstructions {
    private static final Logger LOG = LoggerFactory.getLogger(Reconstructions.class);
    private static final int MOST_AT_ONCE = 4;
    private static final int MOST_HELD = 512;
    private static final long MOST_HELD_BYTES = 4L << 20;

    private final Optional<Path> models;
    private final Semaphore places = new Semaphore(MOST_AT_ONCE);
    private final Map<BundleRef, Reconstructor> open = new HashMap<>();
    private final Map<BundleRef, Path> found = new HashMap<>();
    private final Map<BundleRef, String> refused = new HashMap<>();
    private final Map<Key, byte[]> made = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    /** What a picture was made of. */
    private record Key(String stream, FrameCode code) {}

    /** @param models folder of bundles; empty to make no pictures */
    Reconstructions(Optional<Path> models) {
        this.models = models;
    }

    /** Whether pictures can be made of a bundle's tokens, by what its manifest says. */
    boolean serve(BundleRef tokenizer) {
        try {
            find(tokenizer);
            return true;
        } catch (PictureFollower.Impossible e) {
            return false;
        }
    }

    /**
     * A picture of tokens, as JPEG.
     *
     * @throws PictureFollower.Impossible where none can be made, with why
     * @throws PictureFollower.Busy where as many as may are being made
     */
    byte[] jpeg(String stream, FrameCode code) {
        Key key = new Key(stream, code);
        Optional<byte[]> held = held(key);
        if (held.isPresent()) {
            return held.get();
        }
        if (!places.tryAcquire()) {
            throw new PictureFollower.Busy();
        }
        try {
            byte[] jpeg = Jpeg.of(reconstructor(code.tokenizer())
                    .picture(stream, code.tokens(), Optional.of(code.slots()))
                    .join());
            hold(key, jpeg);
            return jpeg;
        } catch (IllegalArgumentException | ModelException e) {
            LOG.warn("no picture of tokens of {}", stream, e);
            throw new PictureFollower.Impossible(String.valueOf(e.getMessage()));
        } catch (CompletionException e) {
            LOG.warn("no picture of tokens of {}", stream, e);
            throw new PictureFollower.Impossible(
                    "the decoder of " + code.tokenizer().name() + " failed");
        } finally {
            places.release();
        }
    }

    private synchronized Optional<byte[]> held(Key key) {
        return Optional.ofNullable(made.get(key));
    }

    private synchronized void hold(Key key, byte[] jpeg) {
        byte[] before = made.put(key, jpeg);
        bytes += jpeg.length - (before == null ? 0 : before.length);
        Iterator<byte[]> oldest = made.values().iterator();
        while (made.size() > MOST_HELD || bytes > MOST_HELD_BYTES) {
            bytes -= oldest.next().length;
            oldest.remove();
        }
    }

    private synchronized Reconstructor reconstructor(BundleRef tokenizer) {
        Reconstructor there = open.get(tokenizer);
        if (there == null) {
            there = Reconstructor.open(checked(tokenizer), 1, EngineOptions.defaults());
            open.put(tokenizer, there);
        }
        return there;
    }

    private Bundle checked(BundleRef tokenizer) {
        Bundle bundle = Bundle.open(find(tokenizer));
        if (!bundle.ref().equals(tokenizer)) {
            throw refuse(
                    tokenizer,
                    "the tokens were made by " + tokenizer + ", and this gateway has " + bundle.ref()
                            + ", which would show something else");
        }
        return bundle;
    }

    /** The folder of a bundle that has a decoder. What was found or refused once is so again, without a look. */
    private synchronized Path find(BundleRef tokenizer) {
        String why = refused.get(tokenizer);
        if (why != null) {
            throw new PictureFollower.Impossible(why);
        }
        return found.computeIfAbsent(tokenizer, this::search);
    }

    private Path search(BundleRef tokenizer) {
        try {
            Path folder = models.stream()
                    .flatMap(root -> Bundles.in(root).stream())
                    .filter(its -> its.endsWith(tokenizer.name()))
                    .findFirst()
                    .orElseThrow(() -> refuse(
                            tokenizer,
                            "the bundle " + tokenizer + ", which made the tokens, is not where the gateway runs"));
            if (!Reconstructor.serves(Bundles.manifest(folder))) {
                throw refuse(
                        tokenizer,
                        tokenizer.name() + " takes pictures apart and has no decoder to put them together again");
            }
            return folder;
        } catch (ModelException e) {
            throw refuse(tokenizer, String.valueOf(e.getMessage()));
        }
    }

    private synchronized PictureFollower.Impossible refuse(BundleRef tokenizer, String why) {
        refused.put(tokenizer, why);
        return new PictureFollower.Impossible(why);
    }

    /** Forgets what was made and closes the decoders, unless one is at work, which the next time does. */
    void clear() {
        if (places.tryAcquire(MOST_AT_ONCE)) {
            try {
                close();
            } finally {
                places.release(MOST_AT_ONCE);
            }
        }
    }

    private synchronized void close() {
        open.values().forEach(Reconstructor::close);
        open.clear();
        found.clear();
        refused.clear();
        made.clear();
        bytes = 0;
    }
}
