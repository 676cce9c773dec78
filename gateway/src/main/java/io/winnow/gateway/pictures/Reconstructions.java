package io.winnow.gateway.pictures;

import io.winnow.model.Bundle;
import io.winnow.model.Bundles;
import io.winnow.model.EngineOptions;
import io.winnow.model.ModelException;
import io.winnow.records.BundleRef;
import io.winnow.records.ForgottenStreams;
import io.winnow.tokenize.prefix.Reconstructor;
import io.winnow.tokenize.preview.Jpeg;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
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

    /** After which what was refused is looked for again. */
    private static final long REFUSED_NANOS = Duration.ofMinutes(1).toNanos();

    private final Optional<Path> models;
    private final LongSupplier nanos;
    private final Places places = new Places(MOST_AT_ONCE);
    /** Hashing and loading a decoder takes seconds, for which only those who need it wait. */
    private final Map<BundleRef, CompletableFuture<Reconstructor>> open = new ConcurrentHashMap<>();

    private final Map<BundleRef, Path> found = new HashMap<>();
    private final Map<BundleRef, Refusal> refused = new HashMap<>();
    private final Map<Key, byte[]> made = new LinkedHashMap<>(16, 0.75f, true);
    private ForgottenStreams forgotten = ForgottenStreams.NONE;
    private long bytes;

    /** What a picture was made of. */
    private record Key(String stream, FrameCode code) {
        boolean of(ForgottenStreams refused) {
            return refused.refuses(stream, code.epoch());
        }
    }

    /** Why no picture can be made of a bundle's tokens, in a sentence for whoever asked for one. */
    private record Refusal(String why, long atNanos) {}

    /** @param models folder of bundles; empty to make no pictures */
    Reconstructions(Optional<Path> models) {
        this(models, System::nanoTime);
    }

    /** One with a clock of its own. */
    Reconstructions(Optional<Path> models, LongSupplier nanos) {
        this.models = models;
        this.nanos = nanos;
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
     * @param who asks, a key's id: one is made for each at a time
     * @throws PictureFollower.Impossible where none can be made, with why
     * @throws PictureFollower.Busy where as many as may are being made
     */
    byte[] jpeg(String who, String stream, FrameCode code) {
        Key key = new Key(stream, code);
        Optional<byte[]> held = held(key);
        if (held.isPresent()) {
            return held.get();
        }
        return places.at(who, () -> make(key));
    }

    private byte[] make(Key key) {
        FrameCode code = key.code();
        try {
            byte[] jpeg = Jpeg.of(reconstructor(code.tokenizer())
                    .picture(key.stream(), code.tokens(), Optional.of(code.slots()))
                    .join());
            hold(key, jpeg);
            return jpeg;
        } catch (IllegalArgumentException e) {
            LOG.warn("no picture of tokens of {}", key.stream(), e);
            throw new PictureFollower.Impossible(String.valueOf(e.getMessage()));
        } catch (CompletionException e) {
            LOG.warn("no picture of tokens of {}", key.stream(), e);
            throw new PictureFollower.Impossible(
                    "the decoder of " + code.tokenizer().name() + " failed");
        }
    }

    private synchronized Optional<byte[]> held(Key key) {
        return Optional.ofNullable(made.get(key));
    }

    private synchronized void hold(Key key, byte[] jpeg) {
        if (key.of(forgotten)) {
            return;
        }
        byte[] before = made.put(key, jpeg);
        bytes += jpeg.length - (before == null ? 0 : before.length);
        Iterator<byte[]> oldest = made.values().iterator();
        while (made.size() > MOST_HELD || bytes > MOST_HELD_BYTES) {
            bytes -= oldest.next().length;
            oldest.remove();
        }
    }

    /** Drops what was made of streams that were forgotten, and keeps none of what is still being made. */
    synchronized void refuse(ForgottenStreams refused) {
        forgotten = refused;
        made.entrySet().removeIf(entry -> {
            boolean gone = entry.getKey().of(refused);
            bytes -= gone ? entry.getValue().length : 0;
            return gone;
        });
    }

    private Reconstructor reconstructor(BundleRef tokenizer) {
        CompletableFuture<Reconstructor> mine = new CompletableFuture<>();
        CompletableFuture<Reconstructor> first = open.putIfAbsent(tokenizer, mine);
        if (first == null) {
            open(tokenizer, mine);
        }
        try {
            return (first == null ? mine : first).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof PictureFollower.Impossible why) {
                throw why;
            }
            throw e;
        }
    }

    private void open(BundleRef tokenizer, CompletableFuture<Reconstructor> opened) {
        try {
            opened.complete(Reconstructor.open(checked(tokenizer), 1, EngineOptions.defaults()));
        } catch (PictureFollower.Impossible e) {
            open.remove(tokenizer);
            opened.completeExceptionally(e);
        } catch (RuntimeException | LinkageError e) {
            LOG.warn("the decoder of {} cannot be opened", tokenizer, e);
            PictureFollower.Impossible why = refuse(
                    tokenizer,
                    "the decoder of " + tokenizer.name()
                            + " cannot be opened where the gateway runs, whose log says why");
            open.remove(tokenizer);
            opened.completeExceptionally(why);
        } finally {
            if (!opened.isDone()) {
                open.remove(tokenizer);
                opened.cancel(false);
            }
        }
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

    /** The folder of a bundle that has a decoder. What was found once is so again, without a look, and what was refused for a while. */
    private synchronized Path find(BundleRef tokenizer) {
        Refusal refusal = refused.get(tokenizer);
        if (refusal != null && nanos.getAsLong() - refusal.atNanos() < REFUSED_NANOS) {
            throw new PictureFollower.Impossible(refusal.why());
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
            LOG.warn("the manifest of {} cannot be read", tokenizer, e);
            throw refuse(
                    tokenizer,
                    "the bundle " + tokenizer.name() + " cannot be read where the gateway runs, whose log says why");
        }
    }

    private synchronized PictureFollower.Impossible refuse(BundleRef tokenizer, String why) {
        refused.put(tokenizer, new Refusal(why, nanos.getAsLong()));
        return new PictureFollower.Impossible(why);
    }

    /** Forgets what was made and closes the decoders, unless one is at work, which the next time does. */
    void clear() {
        places.alone(this::close);
    }

    private synchronized void close() {
        // Nobody opens one while all places are taken.
        open.values().forEach(opened -> opened.join().close());
        open.clear();
        found.clear();
        refused.clear();
        made.clear();
        bytes = 0;
    }
}
