/* The version (版本): what `anju --version` and the package say. */
#ifndef ANJU_VERSION_H
#define ANJU_VERSION_H
#define ANJU_VERSION "0.1.0"
#endif
