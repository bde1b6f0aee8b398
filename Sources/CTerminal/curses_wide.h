// The only place that includes curses.h: without these two macros it silently gives the interface for single bytes.
#pragma once

#define _XOPEN_SOURCE_EXTENDED 1
#define NCURSES_WIDECHAR 1

#include <curses.h>
#include <term.h>
