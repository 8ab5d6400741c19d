/** How commands talk to people and scripts: streams, forms of bytes, JSON, progress, exit codes. */
package io.stretto.cli.console;
