/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* An input method for tests, which remembers what is typed as those do that offer words again: it writes it to the file
 * MOKSORI_LEARNT, and, where the field asks it not to, only a star for each piece to MOKSORI_LEARNT.private. With
 * MOKSORI_LEARN_EVERYTHING it does not mind what it is asked.
 */

#include "config.h"

#include <stdio.h>

#include <gtk/gtk.h>
#include <gtk/gtkimmodule.h>

typedef struct
{
  GtkIMContextSimple parent_instance;
} ImLearner;

typedef struct
{
  GtkIMContextSimpleClass parent_class;
} ImLearnerClass;

GType im_learner_get_type (void);

G_DEFINE_DYNAMIC_TYPE (ImLearner, im_learner, GTK_TYPE_IM_CONTEXT_SIMPLE)

static void
append (const char *path, const char *suffix, const char *text)
{
  g_autofree char *name = g_strconcat (path, suffix, NULL);
  FILE *file = fopen (name, "a");

  if (file == NULL)
    return;
  fputs (text, file);
  fclose (file);
}

static void
commit_cb (GtkIMContext *context, const char *text, gpointer data)
{
  const char *path = g_getenv ("MOKSORI_LEARNT");
  GtkInputHints hints = 0;

  if (path == NULL)
    return;
  g_object_get (context, "input-hints", &hints, NULL);
  if ((hints & GTK_INPUT_HINT_PRIVATE) != 0 && g_getenv ("MOKSORI_LEARN_EVERYTHING") == NULL)
    append (path, ".private", "*");
  else
    append (path, "", text);
}

static void
im_learner_class_init (ImLearnerClass *klass)
{
}

static void
im_learner_class_finalize (ImLearnerClass *klass)
{
}

static void
im_learner_init (ImLearner *self)
{
  g_signal_connect (self, "commit", G_CALLBACK (commit_cb), NULL);
}

void
g_io_module_load (GIOModule *module)
{
  g_type_module_use (G_TYPE_MODULE (module));
  im_learner_register_type (G_TYPE_MODULE (module));
  g_io_extension_point_implement (GTK_IM_MODULE_EXTENSION_POINT_NAME, im_learner_get_type (), "learner", 10);
}

void
g_io_module_unload (GIOModule *module)
{
}

char **
g_io_module_query (void)
{
  char *points[] = { (char *) GTK_IM_MODULE_EXTENSION_POINT_NAME, NULL };

  return g_strdupv (points);
}
