/** Files of operations that take effect together. */
package io.stretto.cli.bundle;
