/**
 * Drawn clips whose truth is known: coloured shapes that enter, pass, meet, stop and leave before a sky that changes,
 * with questions about them and the answers. The demonstration shows them, and readers are trained on others of them.
 *
 * <p>A seed decides everything, so that a clip can be named by a number. Seeds from 1,000,000 on belong to training;
 * a demonstration or a measurement takes lower ones.
 */
package io.winnow.cli.scenes;
