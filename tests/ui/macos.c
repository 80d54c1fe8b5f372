/* A stand-in for the Objective-C runtime of macOS: enough to see who observes what, and to tell them. */
#include <string.h>

typedef const char *id;
static void (*method)(id, id, id);
static id observed[16][2], observer, registered;
static int many;

id objc_getClass(id name) { return name; }
id sel_registerName(id name) { return name; }
id objc_allocateClassPair(id super, id name, void *extra) { return registered ? 0 : name; }
id objc_registerClassPair(id made) { registered = made; return 0; }
id class_addMethod(id made, id selector, void *does, id types) {
    if (strcmp(types, "v@:@") == 0) method = (void (*)(id, id, id))does;
    return made;
}

id objc_msgSend(id self, id message, id one, id two, id three, id four, long five) {
    if (!self) return 0;
    if (strcmp(message, "alloc") == 0 || strcmp(message, "init") == 0) return strdup(self);
    if (strcmp(message, "sharedWorkspace") == 0) return self;
    if (strcmp(message, "notificationCenter") == 0) return "workspace";
    if (strcmp(message, "defaultCenter") == 0) return "everybody";
    if (strcmp(message, "stringWithUTF8String:") == 0) return strdup(one);
    int local = strcmp(message, "addObserver:selector:name:object:") == 0 && strcmp(self, "workspace") == 0;
    int shared = strcmp(message, "addObserver:selector:name:object:suspensionBehavior:") == 0 && five == 4;
    if ((local || shared) && !four && many < 16) {
        observer = one;
        observed[many][0] = self;
        observed[many++][1] = three;
    }
    return 0;
}

/* How many observers heard this. */
int post(id centre, id name) {
    int heard = 0;
    for (int each = 0; each < many; each++)
        if (strcmp(observed[each][0], centre) == 0 && strcmp(observed[each][1], name) == 0) {
            method(observer, "lintelLeft:", name);
            heard++;
        }
    return heard;
}
