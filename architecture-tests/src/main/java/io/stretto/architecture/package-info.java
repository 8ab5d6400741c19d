/** Nothing but rules, which its tests hold over the classes of all other modules. */
package io.stretto.architecture;
