#include "base/base.h"

const char *error_name(int err)
{
	switch (err) {
	case OK:
		return "ok";
	case ERR_INVALID:
		return "invalid";
	case ERR_UNAUTHENTICATED:
		return "unauthenticated";
	case ERR_FORBIDDEN:
		return "forbidden";
	case ERR_NOT_FOUND:
		return "not_found";
	case ERR_CONFLICT:
		return "conflict";
	case ERR_TOO_BIG:
		return "too_big";
	case ERR_RATE_LIMITED:
		return "rate_limited";
	case ERR_UNAVAILABLE:
		return "unavailable";
	default:
		return "internal";
	}
}
