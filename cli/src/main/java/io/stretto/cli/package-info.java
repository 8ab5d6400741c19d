/** The {@code stretto} command. */
package io.stretto.cli;
