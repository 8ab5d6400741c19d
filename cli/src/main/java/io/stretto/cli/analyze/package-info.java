/** How an analysis of a contract's code is shown: to people and to programs. */
package io.stretto.cli.analyze;
