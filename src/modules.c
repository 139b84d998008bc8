#include "app/module.h"

#define MODULE(name) extern const struct module name##_module;
#include "module_list.h"
#undef MODULE

const struct module *const modules[] = {
#define MODULE(name) &name##_module,
#include "module_list.h"
#undef MODULE
	NULL,
};
