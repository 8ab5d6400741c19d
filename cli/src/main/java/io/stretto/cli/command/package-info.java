/** One class for each command. */
package io.stretto.cli.command;
