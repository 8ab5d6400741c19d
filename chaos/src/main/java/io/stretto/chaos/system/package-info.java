/** What the operating system's own commands are asked for. */
package io.stretto.chaos.system;
