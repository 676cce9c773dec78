package io.winnow.model;

import java.util.List;

/**
 * An input or output of a graph.
 *
 * @param name in the graph and in the manifest
 * @param type of one number
 * @param shape one extent an axis
 */
public record PortSpec(String name, Tensor.ElementType type, List<Extent> shape) {
    public PortSpec {
        shape = List.copyOf(shape);
    }

    /** Whether a tensor of this type and shape fits. */
    boolean accepts(Tensor.ElementType actual, long... extents) {
        if (actual != type || extents.length != shape.size()) {
            return false;
        }
        for (int axis = 0; axis < extents.length; axis++) {
            if (shape.get(axis).isFixed() && shape.get(axis).size() != extents[axis]) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return name + ": " + type.word() + " " + shape;
    }
}
