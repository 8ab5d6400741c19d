/** What {@code stretto chaos} adds to the chaos module: its processes, its oracle, its output. */
package io.stretto.cli.chaos;
