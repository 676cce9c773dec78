package io.winnow.model;

import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Ports that a graph has once for each layer: what the manifest lists as {@code keys [layers, batch, ...]} may be {@code keys.0 [batch, ...]}, {@code keys.1}, ... in the file, since an engine would copy
 * each layer out of the whole. The whole tensor's layers lie one behind the other, so nothing is copied here.
 */
final class LayerPorts {
    private LayerPorts() {}

    /** The name of a port's part for a layer. */
    static String name(String port, int layer) {
        return port + "." + layer;
    }

    /**
     * Gives each port of the file its tensor.
     *
     * @param file names that the file has
     * @param port as the manifest names it
     */
    static void each(Set<String> file, String port, Tensor tensor, BiConsumer<String, Tensor> give) {
        if (file.contains(port)) {
            give.accept(port, tensor);
            return;
        }
        for (int layer = 0; layer < tensor.shape()[0]; layer++) {
            give.accept(name(port, layer), tensor.part(layer));
        }
    }
}
