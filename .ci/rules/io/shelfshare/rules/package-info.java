/**
 * The rules of the house, as tests. Maven adds this folder to the tests of every module, so that
 * each module judges its own main classes. What concerns one module alone stands in that module.
 */
package io.shelfshare.rules;
