package io.winnow.model;

import java.util.Locale;
import java.util.Optional;

/** How the functions of a bundle are computed: in further forms of the same weights. No graph that has a choice is opened under {@link #AUTO}. */
public enum EngineKind {
    AUTO("the fastest of the others that the bundle has, the processor is made for and the installation holds"),
    ONNX_FP32("ONNX Runtime in fp32: the reference, which every bundle has"),
    ONNX_INT8("ONNX Runtime, products with weights in int8, activations by ranges that the bundle was calibrated to"),
    TORCH_BF16("PyTorch through DJL, products with weights in bfloat16");

    private final String text;

    EngineKind(String text) {
        this.text = text;
    }

    /** What it is, for people. */
    public String text() {
        return text;
    }

    /** As options and manifests write it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What to do where this installation lacks its library; empty where it is there. */
    public Optional<String> missing() {
        return this == TORCH_BF16 ? TorchGraph.missing() : Optional.empty();
    }

    /** Why {@link #AUTO} leaves it out on a processor: it has no instructions that make this engine worth having. */
    public Optional<String> unfit(Processor processor) {
        return switch (this) {
            case AUTO, ONNX_FP32 -> Optional.empty();
            case ONNX_INT8 ->
                processor.multipliesInt8()
                        ? Optional.empty()
                        : Optional.of("the processor has no instructions for products of int8");
            case TORCH_BF16 ->
                processor.multipliesBf16()
                        ? Optional.empty()
                        : Optional.of("the processor has no instructions for products of bfloat16");
        };
    }
}
