/**
 * Settings with names, defaults and descriptions, and a reader that reports every problem at once.
 */
package io.stretto.service.settings;
