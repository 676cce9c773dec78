package io.winnow.model;

import java.util.Locale;
import java.util.Optional;

/** How the functions of a bundle are computed. Each shipped bundle has the first; others are further forms of the same weights. */
public enum EngineKind {
    /** The fastest that the bundle has and the processor is made for, timed when a run begins. No graph is opened under this name. */
    AUTO,
    /** ONNX Runtime in fp32: the reference that others are compared with. */
    ONNX_FP32,
    /** ONNX Runtime, products with weights in int8, activations by ranges that the bundle was calibrated to. */
    ONNX_INT8,
    /** PyTorch through DJL, products with weights in bfloat16. */
    TORCH_BF16;

    /** As options and manifests write it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
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
