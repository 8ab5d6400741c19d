/** What a run found, in figures. */
package io.stretto.chaos.report;
