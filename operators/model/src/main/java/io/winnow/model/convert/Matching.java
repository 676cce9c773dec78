package io.winnow.model.convert;

import io.winnow.model.ExternalWeight;
import io.winnow.model.ModelException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds each weight of an architecture in a checkpoint's files, and by them the variant. A file's keys can lack what stands before them in the whole model: an encoder published alone, a decoder in a file of its own. */
final class Matching {
    private static final int SHOWN = 8;

    private final Published published;
    private final Map<ExternalWeight, StoredTensor> found = new LinkedHashMap<>();
    private final List<String> unexpected = new ArrayList<>();
    private final Map<String, StoredTensor> misshaped = new LinkedHashMap<>();
    private final List<String> twice = new ArrayList<>();

    private Matching(Published published, List<Checkpoint> checkpoints) {
        this.published = published;
        checkpoints.forEach(this::take);
    }

    /**
     * The variant that the files are a checkpoint of, and the tensor of each of its weights.
     *
     * @param variants of one system
     * @throws ModelException that names the keys that are missing, unexpected, misshaped or there twice, of the variant that the files are nearest to
     */
    static Matched of(List<Published> variants, List<Checkpoint> checkpoints) {
        Matching nearest = variants.stream()
                .map(variant -> new Matching(variant, checkpoints))
                .min(Comparator.comparingInt(Matching::wrong))
                .orElseThrow();
        nearest.complain(variants, checkpoints);
        return new Matched(nearest.published, nearest.found);
    }

    /**
     * A variant and a checkpoint of it.
     *
     * @param tensors of every weight
     */
    record Matched(Published published, Map<ExternalWeight, StoredTensor> tensors) {}

    private void take(Checkpoint checkpoint) {
        String prefix = Collections.max(
                published.prefixes(), Comparator.comparingLong(candidate -> known(checkpoint, candidate)));
        checkpoint.tensors().forEach((key, tensor) -> take(checkpoint, prefix + key, tensor));
    }

    private long known(Checkpoint checkpoint, String prefix) {
        return checkpoint.tensors().entrySet().stream()
                .filter(entry -> fits(prefix + entry.getKey(), entry.getValue()))
                .count();
    }

    private boolean fits(String key, StoredTensor tensor) {
        return weight(key)
                .filter(weight -> weight.shape().equals(tensor.shape()))
                .isPresent();
    }

    private Optional<ExternalWeight> weight(String key) {
        return Optional.ofNullable(published.weights().get(key));
    }

    private void take(Checkpoint checkpoint, String key, StoredTensor tensor) {
        ExternalWeight weight = published.weights().get(key);
        if (weight == null) {
            if (!published.unused().matcher(key).matches()) {
                unexpected.add(key + " of " + checkpoint.file().getFileName());
            }
        } else if (!weight.shape().equals(tensor.shape())) {
            misshaped.put(key, tensor);
        } else if (found.put(weight, tensor) != null) {
            twice.add(key);
        }
    }

    private int wrong() {
        return missing().size() + unexpected.size() + misshaped.size() + twice.size();
    }

    private List<String> missing() {
        List<String> missing = new ArrayList<>(published.weights().keySet());
        found.keySet().forEach(weight -> missing.remove(weight.name()));
        missing.removeAll(misshaped.keySet());
        return missing;
    }

    private void complain(List<Published> variants, List<Checkpoint> checkpoints) {
        List<String> wrong = new ArrayList<>();
        tell(wrong, "missing", missing());
        tell(wrong, "unexpected", unexpected);
        List<String> shapes = new ArrayList<>();
        misshaped.forEach((key, tensor) -> shapes.add(key + " is " + tensor.shape() + ", not "
                + weight(key).map(ExternalWeight::shape).orElseThrow()));
        tell(wrong, "of another shape", shapes);
        tell(wrong, "in two files", twice);
        if (!wrong.isEmpty()) {
            List<String> known = variants.stream().map(Published::variant).toList();
            throw new ModelException("the files "
                    + checkpoints.stream().map(c -> c.file().getFileName()).toList()
                    + " are not a checkpoint of " + published.system() + ", whose variants are " + known
                    + "; they are nearest to " + published.variant() + ": " + String.join("; ", wrong)
                    + ". Give all files of one published checkpoint, and no others");
        }
    }

    private static void tell(List<String> wrong, String kind, List<String> keys) {
        if (!keys.isEmpty()) {
            String more = keys.size() > SHOWN ? " and " + (keys.size() - SHOWN) + " more" : "";
            wrong.add(keys.size() + " keys " + kind + ": "
                    + String.join(", ", keys.subList(0, Math.min(SHOWN, keys.size()))) + more);
        }
    }
}
