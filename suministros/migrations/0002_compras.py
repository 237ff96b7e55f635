from django.db import migrations, models
from django.db.models import F


def anotar_lo_que_llego(apps, schema_editor):
    """Outside the catalogue, what was handed over had arrived, and so had what a registered purchase bought."""
    libres = apps.get_model("suministros", "Renglon").objects.filter(articulo=None)
    cambios = apps.get_model("suministros", "CambioDeSolicitud").objects.filter(acto="registrar_compra")
    libres.update(comprada=F("entregada"))
    libres.filter(solicitud_id__in=cambios.values("solicitud_id")).update(comprada=F("autorizada"))


class Migration(migrations.Migration):

    dependencies = [
        ('suministros', '0001_suministros'),
    ]

    operations = [
        migrations.AddField(
            model_name='renglon',
            name='comprada',
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.RunPython(anotar_lo_que_llego, migrations.RunPython.noop),
    ]
