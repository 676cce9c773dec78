package io.winnow.model;

import io.winnow.records.Spelled;
import java.io.Serializable;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What computes graphs. Written {@code cpu}, {@code cuda} for the first GPU, or {@code cuda:N}. Nothing is computed elsewhere than where this says. */
@Spelled(words = "`cpu`, `cuda` or `cuda:N`", pattern = "^\\s*(cpu|cuda(:[0-9]{1,2})?)\\s*$")
public sealed interface Device extends Serializable {
    /** The processor. */
    Device CPU = new Processor();

    /** What it is, whichever of its kind: content depends on no more. */
    String kind();

    /** Why it cannot compute in this process; empty where it can. */
    Optional<String> problem();

    /**
     * Reads what {@code toString} writes.
     *
     * @throws IllegalArgumentException with a sentence
     */
    static Device parse(String text) {
        String word = text.strip();
        if (word.equals(CPU.kind())) {
            return CPU;
        }
        Matcher cuda = Pattern.compile(Cuda.KIND + "(?::([0-9]{1,2}))?").matcher(word);
        if (cuda.matches()) {
            return new Cuda(cuda.group(1) == null ? 0 : Integer.parseInt(cuda.group(1)));
        }
        throw new IllegalArgumentException(
                "'" + text + "' is no device: write cpu, cuda for the first GPU, or cuda:N for another, as in cuda:1");
    }

    /** The processor. */
    record Processor() implements Device {
        @Override
        public String kind() {
            return "cpu";
        }

        @Override
        public Optional<String> problem() {
            return Optional.empty();
        }

        @Override
        public String toString() {
            return kind();
        }
    }

    /**
     * A GPU of NVIDIA's, by CUDA.
     *
     * @param index as {@code nvidia-smi} counts, from 0
     */
    record Cuda(int index) implements Device {
        private static final String KIND = "cuda";

        public Cuda {
            if (index < 0) {
                throw new IllegalArgumentException("GPUs are counted from 0, not " + index);
            }
        }

        @Override
        public String kind() {
            return KIND;
        }

        @Override
        public Optional<String> problem() {
            return OnnxSession.cudaProblem(this);
        }

        @Override
        public String toString() {
            return index == 0 ? KIND : KIND + ":" + index;
        }
    }
}
